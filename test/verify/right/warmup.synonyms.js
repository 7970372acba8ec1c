export default function linearWarmup({ rate, updates }) {
  const stride = rate / updates;
  return (update) => (update < updates - 1 ? stride * (update + 1) : rate);
}
