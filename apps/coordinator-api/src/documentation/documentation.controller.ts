import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Header, Param, Redirect, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { openApiDocument } from '#contracts/http/openapi-document.js';
import { ProblemError } from '../problems/problem-error.js';

const contractVersion = '1';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Vein-to-Vein API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <div id="document"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#document', deepLinking: true });
`;

const html = 'text/html; charset=utf-8';
const script = 'text/javascript; charset=utf-8';
const style = 'text/css; charset=utf-8';

/** The API's documentation, served from this origin alone. */
@Controller()
export class DocumentationController {
  private readonly document = openApiDocument(contractVersion);
  private readonly files = pageFiles();

  @Get()
  @Redirect('/docs', 302)
  home(): void {
    // The redirect is the answer.
  }

  @Get('openapi.json')
  openApi(): object {
    return this.document;
  }

  @Get('docs')
  @Header('content-type', html)
  docs(): string {
    return page;
  }

  @Get('docs/:file')
  file(@Param('file') name: string, @Res({ passthrough: true }) reply: FastifyReply): string {
    const file = this.files.get(name);
    if (file === undefined) throw new ProblemError('not-found');
    void reply.header('content-type', file.type);
    return file.text;
  }
}

type PageFile = { readonly type: string; readonly text: string };

function pageFiles(): ReadonlyMap<string, PageFile> {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const packaged = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return new Map([
    ['start.js', { type: script, text: start }],
    ['swagger-ui-bundle.js', { type: script, text: packaged('swagger-ui-bundle.js') }],
    ['swagger-ui.css', { type: style, text: packaged('swagger-ui.css') }],
  ]);
}
