import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';

readdirSync(`${homedir()}/.ssh`);
