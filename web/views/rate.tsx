import { useMemo } from 'preact/hooks';
import { contraction, linearRules } from '#src/lab/contraction';
import { ground } from '#src/lab/grounds';
import type { LabState } from '#src/lab/link';
import { walkers } from '#src/lab/walkers';
import { Conditions } from '../parts/ground-picker.tsx';
import { FocusCard } from '../parts/focus-card.tsx';
import { LossChart } from '../parts/loss-chart.tsx';
import { Profile } from '../parts/profile.tsx';
import { RateDial } from '../parts/rate-dial.tsx';
import { RatePlane } from '../parts/rate-plane.tsx';
import { Share } from '../parts/share.tsx';
import { Transport } from '../parts/transport.tsx';
import { Unsuited } from '../parts/unsuited.tsx';
import {
  entrants,
  experiment,
  keep,
  optimizers,
  playing,
  race,
  show,
  state,
  type Walker,
} from '../store.ts';
import { rateSays } from '../words.ts';
import type { Opened } from './view.ts';

/** What a rate does on a parabola, and what momentum changes of it. */
export const view: Opened = { lead: rateSays.lead, Show: RateView, begin };

const beginning: Pick<LabState, 'experiment' | 'update' | 'entrants'> = {
  experiment: {
    problem: { name: 'bowl', condition: 6, start: [-4, 2] },
    optimizer: { name: 'sgd', learningRate: 0.28 },
    updates: 40,
  },
  update: 40,
  entrants: [
    { name: 'momentum', learningRate: 0.2, momentum: 0.3 },
    { name: 'nesterov', learningRate: 0.15, momentum: 0.5 },
  ],
};

function suits({ experiment: { problem, regularizer, optimizer } }: LabState): boolean {
  const { name, learningRate = 0 } = optimizer;
  return (
    problem.name === 'bowl' &&
    !regularizer &&
    linearRules.includes(name) &&
    typeof learningRate === 'number'
  );
}

function begin(state: LabState): Partial<LabState> {
  return suits(state) ? {} : beginning;
}

function RateView() {
  if (suits(state.value)) return <Suited />;
  return (
    <Unsuited
      says={rateSays.unsuited}
      label={rateSays.begin}
      onBegin={() => {
        show(begin(state.value));
        keep();
      }}
    />
  );
}

function Suited() {
  const { problem, optimizer } = experiment.value;
  const walker = entrants.value[0] as Walker;
  const { name } = optimizer;
  const setting = { ...walkers[name]?.defaults, ...optimizer } as {
    learningRate: number;
    momentum?: number;
  };
  const { learningRate: rate, momentum = 0 } = setting;
  const { condition = 10, rotation = 0 } = ground(problem).options as {
    condition?: number;
    rotation?: number;
  };
  const curvatures = condition > 1 ? [1, condition] : [1];
  const axes = curvatures.map((curvature) => ({
    curvature,
    product: rate * curvature,
    ...contraction(name, curvature, { learningRate: rate, momentum }),
  }));
  const places = useMemo(
    () => placesOf(walker.way.points, ground(problem).minimum, rotation),
    [walker, problem],
  );
  // SGD is momentum with none of it.
  const plane = name === 'sgd' ? 'momentum' : name;
  const turn = (change: object) =>
    race([{ ...optimizer, ...change }, ...optimizers.value.slice(1)]);
  return (
    <div class="desk">
      <div class="stage">
        <RateDial
          {...{ name, momentum, curvatures, rate }}
          onInput={(learningRate) => turn({ learningRate })}
        />
        <div class={curvatures.length > 1 ? 'pair' : ''}>
          {curvatures
            .map((curvature, i) => (
              <Profile key={i} {...{ walker, curvature }} places={places[i] as readonly number[]} />
            ))
            .toReversed()}
        </div>
        <Transport />
        <LossChart walkers={[walker]} />
        <p class="told" role={playing.value ? undefined : 'status'}>
          {rateSays.told(walker.label, axes)}
        </p>
        <h2 class="section">{rateSays.plane}</h2>
        <RatePlane
          name={plane}
          {...{ curvatures, rate, momentum }}
          onInput={(learningRate, momentum) => turn({ name: plane, learningRate, momentum })}
        />
        <p class="quiet">{rateSays.planeAbout(plane)}</p>
      </div>
      <aside>
        <FocusCard />
        <Conditions />
      </aside>
      <Share />
    </div>
  );
}

/** Where a way stands along the bowl's own axes: the flat one, and the steep one. */
function placesOf(
  points: readonly (readonly [number, number])[],
  [bottomX, bottomY]: readonly [number, number],
  rotation: number,
): readonly (readonly number[])[] {
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const away = points.map(([x, y]) => [x - bottomX, y - bottomY] as const);
  return [away.map(([x, y]) => cos * x + sin * y), away.map(([x, y]) => cos * y - sin * x)];
}
