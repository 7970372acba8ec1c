import { spawnSync } from 'node:child_process';

spawnSync(process.execPath, ['-e', '0']);
