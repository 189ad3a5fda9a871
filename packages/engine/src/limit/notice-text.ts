/** The text of a notice of holidays, however it was copied, in one writing. */

const spaces = /[\s\u3000\u00a0]+/g
const named = '(?:元旦|新年|春节|清明|劳动|五一|端午|中秋|国庆)'
const itemOnALine = new RegExp(`\\n(?=[^\\n：。]{0,12}${named}[^\\n：。]{0,12}：)`, 'g')
const itemInALine = new RegExp(`(?=[一二三四五六七八九十]、${named}[^：。]{0,12}：)`, 'g')
/** One writing for each sign: full-width digits and brackets, dashes, blanks and lines inside a sentence. */
export const plain = (text: string): string =>
  text
    .split('\n')
    .flatMap((line) => line.trim() || [])
    .join('\n')
    .replace(/[０-９]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[(（〔[]/g, '（')
    .replace(/[)）〕\]]/g, '）')
    .replace(/[:：]/g, '：')
    .replace(/[,，]/g, '，')
    .replace(/[;；]/g, '；')
    // An item begins a line; any other break of a line is only where the paper ended.
    .replace(/\n(?=(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．]|（[一二三四五六七八九十]{1,3}）|—)/g, '。')
    .replace(itemOnALine, '。')
    .replace(spaces, '')
    .replace(itemInALine, '。')
