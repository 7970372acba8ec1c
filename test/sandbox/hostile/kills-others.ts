process.kill(process.ppid, 'SIGKILL');

export const never = 0;
