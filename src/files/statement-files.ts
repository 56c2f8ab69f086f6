import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InputError } from '../limits/error.ts';
import { shown } from './read.ts';
import { reasonOf } from './reason.ts';

/** Files of a library's folder that hold no statement. */
export const CONVENTIONS = 'conventions.yaml';
export const PAPERS = 'papers.yaml';
const OTHER_FILES: readonly string[] = [CONVENTIONS, PAPERS];

/** The files below a folder that may hold statements, in the order of their paths. Links to folders are not followed. */
export function statementFiles(folder: string): string[] {
  const entries = listed(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    if (entry.isDirectory()) return statementFiles(path);
    return isStatementFile(entry.name) && !OTHER_FILES.includes(entry.name) ? [path] : [];
  });
  return entries.sort();
}

export const isStatementFile = (name: string): boolean => /\.ya?ml$/i.test(name);

function listed(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new InputError(`cannot read ${shown(folder)}: ${reasonOf(error)}`);
  }
}

/** Whether a path is that of a folder. */
export const isFolder = (name: string): boolean => {
  try {
    return statSync(name).isDirectory();
  } catch {
    return false;
  }
};

/** A statement file, or those of a folder; `own` is the user's file of conventions, no statement. Throws InputError. */
export function filesOf(name: string, own: string | undefined): string[] {
  if (!isFolder(name) || isStatementFile(name)) return [name];
  const files = statementFiles(name).filter((file) => own === undefined || resolve(file) !== resolve(own));
  if (files.length === 0) throw new InputError(`${name}: a folder without statement files (.yaml)`);
  return files;
}

/** Whether a path is a file. */
export const isFile = (name: string): boolean => statSync(name, { throwIfNoEntry: false })?.isFile() ?? false;
