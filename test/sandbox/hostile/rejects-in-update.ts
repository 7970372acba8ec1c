export default class Rejects {
  applyGradients(): void {
    // oxlint-disable-next-line no-floating-promises
    Promise.reject(new Error('nobody handles this'));
  }
}
