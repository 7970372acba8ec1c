export default class Late {
  applyGradients(): void {
    setTimeout(() => {
      throw new Error('thrown later');
    });
    // Until it is due, so that it comes before the next word of the harness.
    for (const end = performance.now() + 3; performance.now() < end;);
  }
}
