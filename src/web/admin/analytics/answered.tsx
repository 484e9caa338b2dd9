import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../client/index.ts'
import { StateFailed } from '../../design/state-failed.tsx'
import { Loaded } from '../loaded.tsx'

type AnsweredProps<Reply> = {
  reply: { data: Reply | undefined; error: Problem | null; refetch: () => unknown }
  shape: 'page' | 'chart'
  children: (reply: Reply) => ReactNode
}

const known = [
  'store_unknown',
  'channel_unknown',
  'category_unknown',
  'tag_unknown',
  'store_not_allowed',
  'range_empty',
  'range_too_long',
] as const

/** A report, or why its question has no answer: an address may be old, or typed by hand. */
export function Answered<Reply>({ reply, shape, children }: AnsweredProps<Reply>) {
  const { t } = useTranslation('analytics')
  const { data, error } = reply
  const code = known.find((one) => one === error?.code)
  if (data === undefined && error && code) {
    return (
      <StateFailed
        what={t(`amiss.${code}`)}
        advice={t('amiss.advice')}
        isPage={shape === 'page'}
        code={[error.code, error.requestId].filter(Boolean).join(' ')}
      />
    )
  }
  return (
    <Loaded reply={reply} shape={shape}>
      {children}
    </Loaded>
  )
}
