module.exports = function cosineDecay(options) {
  var peak = options.peak === undefined ? options.rate : options.peak;
  var floor = options.floor || 0;
  return function (update) {
    if (update >= options.updates) return floor;
    return floor + 0.5 * (peak - floor) * (1 + Math.cos((Math.PI * update) / options.updates));
  };
};
