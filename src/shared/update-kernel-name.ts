/**
 * The name of this library's own kernel in the registry of tfjs, which puts it together with the backend's at every call:
 * from 13 characters on that takes V8 twice as long, a twelfth of a small update.
 */
export const updateKernelName = 'Descent';
