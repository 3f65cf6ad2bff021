import { protocol } from '#domain/protocol.js';

const nodeOf = (stage: string): string => stage.replaceAll('-', '');

/** The protocol as a mermaid picture: its stages, the gates that lead out of them and those within. */
export function protocolPicture(): string {
  return [
    '```mermaid',
    'flowchart TD',
    ...protocol.flatMap(({ stage, gate, inner, next, nextOffTheShelf }) => [
      `  ${nodeOf(stage)}["${[stage, ...inner.map((name) => `within: ${name}`)].join('<br>')}"]`,
      `  ${nodeOf(stage)} -- ${gate} --> ${nodeOf(next)}`,
      ...(nextOffTheShelf === undefined
        ? []
        : [`  ${nodeOf(stage)} -- "${gate}, off the shelf" --> ${nodeOf(nextOffTheShelf)}`]),
    ]),
    '  closed(["closed"])',
    '  manufacturing -. "remanufacture ordered" .-> manufacturing',
    '  manufacturing -. "second apheresis" .-> scheduling',
    '  outboundshipment -. "material rejected" .-> scheduling',
    '  inboundshipment -. "product lost or rejected" .-> manufacturing',
    '  inboundshipment -. "unit lost, another one chosen" .-> allocation',
    '  lymphodepletion -. "authorisation fell, course repeated" .-> inboundshipment',
    '  infusion -. "authorisation fell" .-> lymphodepletion',
    '```',
  ].join('\n');
}
