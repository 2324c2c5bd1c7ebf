import { statusClass, type Answered } from './request-counts.ts';

/** In seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

type Histogram = { readonly below: number[]; sum: number; count: number };
export type Gauge = { readonly name: string; readonly about: string; readonly value: number };

/** Numbers in the text that Prometheus reads: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function createMetrics(version: string) {
  const requests = new Map<string, number>();
  const durations = new Map<string, Histogram>();

  return {
    add({ route, status, seconds }: Answered): void {
      const labels = `route="${route}",status="${statusClass(status)}"`;
      requests.set(labels, (requests.get(labels) ?? 0) + 1);
      const histogram = durations.get(route) ?? { below: BUCKETS.map(() => 0), sum: 0, count: 0 };
      durations.set(route, histogram);
      BUCKETS.forEach((bound, index) => {
        if (seconds <= bound) histogram.below[index] = (histogram.below[index] ?? 0) + 1;
      });
      histogram.sum += seconds;
      histogram.count += 1;
    },
    text(gauges: readonly Gauge[]): string {
      const lines = [
        ...head('ballast_info', 'gauge', 'Which version answers.'),
        `ballast_info{version="${version}"} 1`,
        ...head('ballast_requests_total', 'counter', 'Answers, by route and class of status.'),
        ...[...requests].map(([labels, count]) => `ballast_requests_total{${labels}} ${count}`),
        ...head('ballast_request_seconds', 'histogram', 'From the head of a request to the head of its answer.'),
        ...[...durations].flatMap(([route, histogram]) => histogramLines(`route="${route}"`, histogram)),
        ...gauges.flatMap(({ name, about, value }) => [...head(name, 'gauge', about), `${name} ${value}`]),
      ];
      return `${lines.join('\n')}\n`;
    },
  };
}

const head = (name: string, type: string, about: string) => [`# HELP ${name} ${about}`, `# TYPE ${name} ${type}`];

function histogramLines(labels: string, { below, sum, count }: Histogram): string[] {
  const name = 'ballast_request_seconds';
  return [
    ...BUCKETS.map((bound, index) => `${name}_bucket{${labels},le="${bound}"} ${below[index] ?? 0}`),
    `${name}_bucket{${labels},le="+Inf"} ${count}`,
    `${name}_sum{${labels}} ${sum}`,
    `${name}_count{${labels}} ${count}`,
  ];
}
