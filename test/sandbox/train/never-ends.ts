export default class NeverEnds {
  minimize(): void {
    for (;;);
  }
}
