/** The tables that the operators' examples in the handbook read. */
export const exampleTables = {
  penalty: [
    {
      doc: '1',
      agency: '甲局',
      party: 'p',
      fine: '100.00',
      served: '2024-01-31',
      until: '2024-03-10',
      kinds: ['罚款', '警告'],
      lng: '105.28',
      lat: '27.30',
    },
    {
      doc: '2',
      agency: '甲局',
      party: 'p',
      fine: '200.00',
      served: '2024-02-29',
      until: '2024-03-31',
      kinds: ['罚款'],
      lng: '105.29',
      lat: '27.30',
    },
    { doc: '3', agency: '乙局', party: 'q', fine: '50.00', served: '2024-06-01', until: null, kinds: [], lng: null, lat: null },
  ],
  payment: [
    { number: '1', payer: 'p', amount: '30.00', paid_on: '2024-02-01', x: '105.28', y: '27.31' },
    { number: '1', payer: 'p', amount: '70.00', paid_on: '2024-03-01', x: '105.40', y: '27.30' },
    { number: null, payer: 'q', amount: '50.40', paid_on: '2024-06-20', x: null, y: null },
  ],
} as const

export interface OperatorExample {
  /** What stands after the operator's name, as YAML. */
  readonly written: string
  /** These columns of what comes out, rows in the order of their texts. */
  readonly columns: readonly string[]
  readonly gives: readonly (readonly (string | null)[])[]
}
