import './look/styles.js';
import { showPage } from './app/page.js';

await showPage();
