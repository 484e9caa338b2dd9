import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Back to the page of the program, and over its rules where one is deeper. */
export function useProgramCrumbs(here: string, isRule = false): ReactNode[] {
  const { t } = useTranslation('program')
  return [
    <Link key="program" to="/program">
      {t('title')}
    </Link>,
    ...(isRule
      ? [
          <Link key="rules" to="/program/rules">
            {t('rules.title')}
          </Link>,
        ]
      : []),
    here,
  ]
}
