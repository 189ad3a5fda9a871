/** The colours of the application, light and dark: one table that feeds antd's tokens and our own style sheets. All text pairs reach WCAG AA. */
export interface Palette {
  readonly primary: string
  readonly primaryText: string
  readonly primarySoft: string
  readonly primarySoftHover: string
  readonly primaryBorder: string
  readonly header: string
  readonly headerText: string
  readonly page: string
  readonly surface: string
  readonly surfaceRaised: string
  readonly surfaceSunken: string
  readonly text: string
  readonly textSoft: string
  readonly placeholder: string
  readonly border: string
  readonly borderSoft: string
  readonly danger: string
  readonly dangerSoft: string
  readonly dangerBorder: string
  readonly warning: string
  readonly warningSoft: string
  readonly warningBorder: string
  readonly success: string
  readonly successSoft: string
  readonly successBorder: string
  readonly neutralSoft: string
  readonly barDanger: string
  readonly barWarning: string
  readonly barInfo: string
  readonly gold: string
  readonly codeKeyword: string
  readonly codeString: string
  readonly codeNumber: string
  readonly codeComment: string
}

export const light: Palette = {
  primary: '#14509e',
  primaryText: '#14509e',
  primarySoft: '#e8f0fb',
  primarySoftHover: '#d6e4f7',
  primaryBorder: '#a9c6ec',
  header: '#0b2f66',
  headerText: '#ffffff',
  page: '#f2f5f9',
  surface: '#ffffff',
  surfaceRaised: '#ffffff',
  surfaceSunken: '#f6f8fb',
  text: '#1b2330',
  textSoft: '#4a5566',
  placeholder: '#636e7e',
  border: '#d3dae4',
  borderSoft: '#e6eaf0',
  danger: '#b3222a',
  dangerSoft: '#fdeeee',
  dangerBorder: '#efb4b6',
  warning: '#855403',
  warningSoft: '#fdf4e0',
  warningBorder: '#ecce93',
  success: '#186a3f',
  successSoft: '#e8f6ee',
  successBorder: '#a4d8ba',
  neutralSoft: '#eef1f5',
  barDanger: '#c0272d',
  barWarning: '#d08f1d',
  barInfo: '#2f6fc4',
  gold: '#d9b45b',
  codeKeyword: '#7a1fa2',
  codeString: '#186a3f',
  codeNumber: '#9a4a00',
  codeComment: '#5b6676',
}

export const dark: Palette = {
  primary: '#2b67b8',
  primaryText: '#8fbaf5',
  primarySoft: '#17315a',
  primarySoftHover: '#1d3c6c',
  primaryBorder: '#335f9f',
  header: '#0a1c3c',
  headerText: '#ffffff',
  page: '#0b1322',
  surface: '#121d30',
  surfaceRaised: '#18253b',
  surfaceSunken: '#0f192a',
  text: '#e6ebf3',
  textSoft: '#aeb9ca',
  placeholder: '#95a1b4',
  border: '#2f3e58',
  borderSoft: '#223047',
  danger: '#ff9c9c',
  dangerSoft: '#3b1a20',
  dangerBorder: '#7a333b',
  warning: '#f2c46d',
  warningSoft: '#37290f',
  warningBorder: '#71561e',
  success: '#7fd6a4',
  successSoft: '#11301f',
  successBorder: '#2b6a48',
  neutralSoft: '#1d2a41',
  barDanger: '#e0575c',
  barWarning: '#d9a13a',
  barInfo: '#4f8fe0',
  gold: '#d9b45b',
  codeKeyword: '#d6a5f0',
  codeString: '#7fd6a4',
  codeNumber: '#f0b27a',
  codeComment: '#95a1b4',
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Lays the palette on the page as custom properties (`--primary-soft` …). Through the CSSOM, which the content policy allows. */
export const paint = (palette: Palette, root: HTMLElement): void => {
  for (const [name, colour] of Object.entries(palette)) root.style.setProperty(`--${kebab(name)}`, colour)
}
