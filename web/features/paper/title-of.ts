import { blockOf } from '#core/practice/prose-of.ts';
import type { LoadedPractice } from '#web/app/practice-library.ts';

/** What stands over a sheet: the practice, and which part of it when it has parts. */
export function titleOf({ practice, prose }: LoadedPractice): string {
  const unit = practice.units?.[0];
  return unit ? `${prose.title}: ${blockOf(prose, unit.id).label}` : prose.title;
}
