/** Of pdfmake, which brings no types, what is used here. */
declare module 'pdfmake' {
  type Font = Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>
  const pdfmake: {
    setFonts(fonts: Record<string, Font>): void
    setUrlAccessPolicy(policy: (url: string) => boolean): void
    setLocalAccessPolicy(policy: (path: string) => boolean): void
    createPdf(definition: object): { getBuffer(): Promise<Buffer> }
  }
  export default pdfmake
}

declare module 'pdfmake/fonts/Roboto.js' {
  const fonts: { Roboto: Record<'normal' | 'bold' | 'italics' | 'bolditalics', string> }
  export default fonts
}
