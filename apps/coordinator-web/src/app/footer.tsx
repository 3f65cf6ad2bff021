import { texts } from '../words/texts.js';
import { Key, useKeys } from './keys.js';

/** The keys of the present screen, in which zone times are, and what the page is not for. */
export function Footer() {
  const { shown } = useKeys();
  return (
    <footer className="footer">
      <div className="footer-keys">
        {shown
          .filter(({ shown: keys }) => keys.length > 0)
          .map(({ shown: keys, says }) => (
            <span key={says} className="row">
              {keys.map((key) => (
                <Key key={key}>{key}</Key>
              ))}
              {says}
            </span>
          ))}
        <span className="row">
          <Key>?</Key>
          {texts.keys.all}
        </span>
      </div>
      <span className="footer-touch">{texts.footer.touch}</span>
      <span>{texts.footer.zone}</span>
      <span className="footer-notice">{texts.footer.notice}</span>
    </footer>
  );
}
