const here = import.meta.url;
await import(here.replace('imports-at-runtime', 'honest'));

export const never = 0;
