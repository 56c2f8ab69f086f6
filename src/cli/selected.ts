import { FORMULAS, type Library, loadConventions, loadLibrary } from '../files/library.ts';
import { InputError } from '../limits/error.ts';
import { type Task, tasksOf } from '../verify/verify.ts';
import { selectTasks } from './select.ts';
import { isSource, statementsFrom } from './sources.ts';

/** The tasks that arguments name, by ids, patterns and sources of the user's own; and all the statements that share its false-alarm budget: the package's, or those of the sources. */
export async function selectedTasks(
  names: readonly string[],
  conventions: string | undefined,
): Promise<Pick<Library, 'statements' | 'papers'> & { tasks: Task[] }> {
  const sources = names.filter(isSource);
  if (sources.length === 0) {
    if (conventions !== undefined)
      throw new InputError('--conventions: is for statements of your own; name their files too');
    const { statements, papers } = loadLibrary(FORMULAS);
    return { tasks: selectTasks(tasksOf(statements), names), statements, papers };
  }
  const statements = await statementsFrom(sources, loadConventions(FORMULAS, conventions), conventions);
  const patterns = names.filter((name) => !isSource(name));
  return { tasks: selectTasks(tasksOf(statements), patterns, sources.join(', ')), statements, papers: [] };
}
