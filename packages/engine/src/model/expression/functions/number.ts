import { type FunctionRule, scalar } from './rule.ts'

/** Figures by floating point are cut to six places, so that every run and engine shows the same. */
export const numberFunctions: Readonly<Record<string, FunctionRule>> = {
  abs: scalar('abs(n)', ['number'], 'first', ['abs(-3)', '3']),
  round: scalar('round(n, places)', ['number', 'places'], 'decimal', ['round(2.345, 2)', '2.35'], { optional: 1 }),
  floor: scalar('floor(n)', ['number'], 'int', ['floor(-1.5)', '-2']),
  ceil: scalar('ceil(n)', ['number'], 'int', ['ceil(1.2)', '2']),
  ln: scalar('ln(n)', ['number'], 'decimal', ['ln(2)', '0.693147']),
  log10: scalar('log10(n)', ['number'], 'decimal', ['log10(50000)', '4.698970']),
  sqrt: scalar('sqrt(n)', ['number'], 'decimal', ['sqrt(2)', '1.414214']),
  power: scalar('power(n, exponent)', ['number', 'number'], 'decimal', ['power(1.05, 3)', '1.157625']),
  distance_m: scalar('distance_m(lng1, lat1, lng2, lat2)', ['number', 'number', 'number', 'number'], 'decimal', [
    'distance_m(105.284, 27.302, 105.285, 27.302)',
    '98.81',
  ]),
}
