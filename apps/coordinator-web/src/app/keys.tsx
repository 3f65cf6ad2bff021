import { useHotkeys, useLocalStorage } from '@mantine/hooks';
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';

/** One key of a screen: what is pressed, what it says in the footer, what it does. */
export type ScreenKey = {
  readonly hotkey: string;
  /** As it is shown; keys that share a sentence are shown together. */
  readonly shown: readonly string[];
  readonly says: string;
  readonly run: () => void;
};

type ShownKeys = readonly Pick<ScreenKey, 'shown' | 'says'>[];

type Keys = {
  readonly shown: ShownKeys;
  /** Shows the keys of one part of the screen, until it is told nothing any more. */
  readonly show: (part: string, keys: ShownKeys) => void;
  readonly lettersAct: boolean;
  readonly letLettersAct: (act: boolean) => void;
};

const KeysContext = createContext<Keys | null>(null);

/** Knows which keys the present screen has, and whether single letters act at all. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const [parts, setParts] = useState<ReadonlyMap<string, ShownKeys>>(new Map());
  const show = useCallback(
    (part: string, keys: ShownKeys) =>
      setParts((before) => {
        const after = new Map(before);
        if (keys.length === 0) after.delete(part);
        else after.set(part, keys);
        return after;
      }),
    [],
  );
  const [lettersAct, letLettersAct] = useLocalStorage({ key: 'letters-act', defaultValue: true });
  const keys = useMemo(
    () => ({ shown: [...parts.values()].flat(), show, lettersAct, letLettersAct }),
    [parts, show, lettersAct, letLettersAct],
  );
  return <KeysContext value={keys}>{children}</KeysContext>;
}

/** The keys in force. */
export function useKeys(): Keys {
  const keys = use(KeysContext);
  if (keys === null) throw new Error('No screen is shown here.');
  return keys;
}

/** What closes by itself when Escape is pressed; the screen stays then. */
const openNow = '[aria-haspopup][aria-expanded="true"], .mantine-Modal-content';

/** Whether something was open before the key that is being pressed did anything. */
function useWasOpen(): () => boolean {
  const wasOpen = useRef(false);
  useEffect(() => {
    const look = (): void => {
      wasOpen.current = document.querySelector(openNow) !== null;
    };
    window.addEventListener('keydown', look, { capture: true });
    return () => window.removeEventListener('keydown', look, { capture: true });
  }, []);
  return () => wasOpen.current;
}

/** Gives the present screen, or a part of it, its keys; they are shown in the footer while it stands. */
export function useScreenKeys(keys: readonly ScreenKey[]): void {
  const { show, lettersAct } = useKeys();
  const part = useId();
  const signature = keys.map(({ shown, says }) => `${shown.join('+')} ${says}`).join('|');
  const showThem = useCallback(() => show(part, keys), [signature, part, show]);
  useEffect(() => {
    showThem();
    return () => show(part, []);
  }, [showThem, part, show]);
  const acting = keys.filter(({ hotkey }) => lettersAct || !/^[a-z]$/i.test(hotkey));
  const wasOpen = useWasOpen();
  useHotkeys(
    acting.map(({ hotkey, run }) => [
      hotkey,
      () => {
        if (!wasOpen()) run();
      },
    ]),
  );
}

/** A key as it is drawn. */
export function Key({ children }: { readonly children: string }) {
  return <kbd className="key">{children}</kbd>;
}
