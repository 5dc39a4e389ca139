import './styles/base.css';
import './controls.js';
import { theme } from './controllers/theme.js';
import './components/app/app.js';

theme.start();
