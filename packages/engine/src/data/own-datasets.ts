import { say } from '../message.ts'
import { ownDatasetMessages } from './own-dataset-messages.ts'
import type { TableSchema } from './schema.ts'

const label = (column: string): string => say(ownDatasetMessages, { code: `own-dataset.column-${column}` })

/**
 * The office's own clues as a dataset that models may read: which model reported whom, and what people made of it. Due
 * day, amount, score and the like are those of the last time it was seen before the run was begun, so that the run can be repeated.
 */
export const clueDatasetSchema: TableSchema = {
  id: 'clue',
  label: say(ownDatasetMessages, { code: 'own-dataset.clues' }),
  columns: [
    { name: 'clue_id', type: 'text', label: label('clue_id') },
    { name: 'clue_no', type: 'text', label: label('clue_no') },
    { name: 'model_id', type: 'text', label: label('model_id') },
    { name: 'rule_id', type: 'text', label: label('rule_id') },
    { name: 'class_clue', type: 'bool', label: label('class_clue') },
    { name: 'agency_code', type: 'text', label: label('agency_code') },
    { name: 'doc_key', type: 'text', label: label('doc_key') },
    { name: 'case_key', type: 'text', label: label('case_key') },
    { name: 'party_key', type: 'text', label: label('party_key') },
    { name: 'subject_kind', type: 'text', label: label('subject_kind') },
    { name: 'subject_code', type: 'text', label: label('subject_code') },
    { name: 'due_date', type: 'date', label: label('due_date') },
    { name: 'days_overdue', type: 'int', label: label('days_overdue') },
    { name: 'amount', type: 'decimal', label: label('amount') },
    { name: 'grade', type: 'text', label: label('grade') },
    { name: 'score', type: 'decimal', label: label('score') },
    { name: 'severity', type: 'text', label: label('severity') },
    { name: 'state', type: 'text', label: label('state') },
    { name: 'first_seen', type: 'date', label: label('first_seen') },
    { name: 'last_seen', type: 'date', label: label('last_seen') },
    { name: 'times_seen', type: 'int', label: label('times_seen') },
    { name: 'judgement', type: 'text', label: label('judgement') },
    { name: 'judged_on', type: 'date', label: label('judged_on') },
    { name: 'cause', type: 'text', label: label('cause') },
  ],
}

/** The office's matters, and how far each has come. */
export const matterDatasetSchema: TableSchema = {
  id: 'matter',
  label: say(ownDatasetMessages, { code: 'own-dataset.matters' }),
  columns: [
    { name: 'matter_id', type: 'text', label: label('matter_id') },
    { name: 'procedure', type: 'text', label: label('procedure') },
    { name: 'subject_kind', type: 'text', label: label('subject_kind') },
    { name: 'subject_id', type: 'text', label: label('subject_id') },
    { name: 'matter_state', type: 'text', label: label('matter_state') },
    { name: 'opened_on', type: 'date', label: label('opened_on') },
    { name: 'acts', type: 'int', label: label('acts') },
    { name: 'last_act', type: 'text', label: label('last_act') },
    { name: 'last_act_on', type: 'date', label: label('last_act_on') },
  ],
}

/**
 * From when to when each dataset of the snapshot reaches, a row a batch: of one agency, where only its rows are in it. What lies outside
 * cannot be known, and its absence says nothing.
 */
export const coverageDatasetSchema: TableSchema = {
  id: 'coverage',
  label: say(ownDatasetMessages, { code: 'own-dataset.coverage' }),
  columns: [
    { name: 'dataset', type: 'text', label: label('dataset') },
    { name: 'agency_code', type: 'text', label: label('agency_code') },
    { name: 'covered_from', type: 'date', label: label('covered_from') },
    { name: 'covered_to', type: 'date', label: label('covered_to') },
    { name: 'dated_rows', type: 'int', label: label('dated_rows') },
  ],
}

/** What an office has done itself, as datasets. Where nobody keeps clues, as in a scan of files, they are absent. */
export const ownDatasets: readonly TableSchema[] = [clueDatasetSchema, matterDatasetSchema]

/** What models may read beside the standards and what the catalogue brings. */
export const runDatasets: readonly TableSchema[] = [...ownDatasets, coverageDatasetSchema]
