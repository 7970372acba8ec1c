export default class Exit {
  applyGradients(): void {
    process.exit(7);
  }
}
