import { members } from '../../verify/members/index.ts';
import { nameLists } from '../name-lists.ts';

/** What `--as` takes. */
export function memberLists(): string {
  const of = (kind: string) =>
    [...members.values()].filter((one) => one.kind === kind).map(({ name }) => name);
  return nameLists({
    Optimizers: of('optimizer'),
    Schedules: of('schedule'),
    Regularizers: of('regularizer'),
    Gradients: of('gradient'),
    Functions: of('function'),
  });
}
