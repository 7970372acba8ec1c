export default class Throws {
  minimize(): void {
    throw new RangeError('on line 3');
  }
}
