import { useHotkeys, useLocalStorage } from '@mantine/hooks';
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
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

type Keys = {
  readonly shown: readonly Pick<ScreenKey, 'shown' | 'says'>[];
  readonly show: (keys: readonly Pick<ScreenKey, 'shown' | 'says'>[]) => void;
  readonly lettersAct: boolean;
  readonly letLettersAct: (act: boolean) => void;
};

const KeysContext = createContext<Keys | null>(null);

/** Knows which keys the present screen has, and whether single letters act at all. */
export function KeysProvider({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<Keys['shown']>([]);
  const [lettersAct, letLettersAct] = useLocalStorage({ key: 'letters-act', defaultValue: true });
  const keys = useMemo(
    () => ({ shown, show: setShown, lettersAct, letLettersAct }),
    [shown, lettersAct, letLettersAct],
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

/** Gives the present screen its keys, shown in the footer while it stands. */
export function useScreenKeys(keys: readonly ScreenKey[]): void {
  const { show, lettersAct } = useKeys();
  const signature = keys.map(({ shown, says }) => `${shown.join('+')} ${says}`).join('|');
  const showThem = useCallback(() => show(keys), [signature, show]);
  useEffect(() => {
    showThem();
    return () => show([]);
  }, [showThem, show]);
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
