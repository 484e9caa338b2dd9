import { useTranslation } from 'react-i18next'

const known = ['store', 'webshop', 'newsletter', 'app', 'phone'] as const

/** Channels that every business has are called in its language, others as its sources call them. */
export function useChannelName(): (code: string) => string {
  const { t } = useTranslation('analytics')
  return (code) => {
    const common = known.find((channel) => channel === code)
    return common ? t(`channel.${common}`) : code
  }
}
