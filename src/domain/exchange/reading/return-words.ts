import { headerWords } from './header-words.ts'

const returnWord =
  /^(?:r|ret|retoure|retouren|rueckgabe|storno|storniert|stornierung|gutschrift|erstattung|erstattet|rueckerstattung|return|returned|refund|refunded|credit|credit note|reversal|void|cancelled|canceled|cancellation)$/

/** Whether a cell says, in German or English, that its row is a return. */
export const isReturnWord = (text: string) => returnWord.test(headerWords(text))
