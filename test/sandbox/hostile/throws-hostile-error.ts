class Hostile extends Error {
  override get message(): string {
    throw new Error('no message for you');
  }
  override toString(): string {
    throw new Error('no text either');
  }
}

export default class Throws {
  applyGradients(): void {
    throw new Hostile();
  }
}
