export default class OffersNothing {
  readonly learningRate = 1;
}
