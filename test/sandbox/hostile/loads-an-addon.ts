process.dlopen({ exports: {} }, '/lib/none.node');

export const never = 0;
