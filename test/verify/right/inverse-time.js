export const inverseTime = ({ rate, every }) => (update) => (rate * every) / (every + update);
