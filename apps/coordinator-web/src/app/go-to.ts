import { useEffect, useRef } from 'react';

const togetherMs = 1_500;
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** `G` and then a letter goes to a screen; the letter does nothing else then. */
export function useGoTo(
  screens: Readonly<Record<string, string>>,
  go: (path: string) => void,
  isOn: boolean,
): void {
  const pressedAt = useRef(0);
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const letter = event.key.toLowerCase();
      const path = screens[letter];
      if (Date.now() - pressedAt.current < togetherMs && path !== undefined) {
        pressedAt.current = 0;
        event.stopImmediatePropagation();
        event.preventDefault();
        go(path);
      } else if (letter === 'g') pressedAt.current = Date.now();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [screens, go, isOn]);
}
