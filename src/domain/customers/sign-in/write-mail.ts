import type { MailKind } from '#contract/endpoints/portal-settings.ts'
import { signInCodeMinutes } from '#contract/endpoints/portal-sign-in.ts'
import type { MailContent } from '#domain/business/mail/mail-rows.ts'
import { mails as german } from '#locales/de/mails.ts'
import { mails as english } from '#locales/en/mails.ts'
import type { Language } from '#locales/language.ts'

type Written = {
  kind: MailKind
  language: Language
  business: string
  to: string
  code: string
  /** null: nothing to be tapped, as where an address is confirmed in the browser that asked. */
  link: string | null
}

/** What a mail says; it knows nothing of the person, so that whoever gets it by mistake learns nothing. */
export function writeMail({ kind, language, business, to, code, link }: Written): MailContent {
  const words = language === 'de' ? german : english
  const said = { sign_in: words.signIn, enrollment: words.enrollment, address: words.address }[kind]
  const values = { code: inGroups(code), business, minutes: String(signInCodeMinutes) }
  const fill = (text: string) =>
    text.replace(/\{\{(\w+)\}\}/g, (_, name: keyof typeof values) => values[name])
  const way = link !== null && 'link' in said ? { ...said, href: link } : null
  const closing = [fill(words.once), fill(words.ignore)]
  const text = [
    fill(said.lead),
    values.code,
    ...(way ? [`${fill(way.link)}\n${way.href}`] : []),
    closing.join('\n'),
    business,
  ].join('\n\n')
  const html = [
    paragraph(fill(said.lead)),
    `<p style="font-size:28px;letter-spacing:2px;font-weight:600;margin:0 0 16px">${escaped(values.code)}</p>`,
    ...(way
      ? [`<p style="margin:0 0 16px"><a href="${escaped(way.href)}">${escaped(way.button)}</a></p>`]
      : []),
    ...closing.map(paragraph),
    paragraph(business),
  ].join('\n')
  const body = `<div style="font:16px/1.5 sans-serif;max-width:480px">\n${html}\n</div>`
  return { to, subject: fill(said.subject), text, html: body, code: values.code, link: link ?? '' }
}

/** As people read it: two groups of four. */
const inGroups = (code: string) => code.replace(/(\d{4})(?=\d)/g, '$1 ')

const paragraph = (text: string) => `<p style="margin:0 0 16px">${escaped(text)}</p>`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => entities[letter]!)
