import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readReferralTerms } from '#contract/endpoints/referrals.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { Stack } from '../../design/layout.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { StateEmpty } from '../../design/state-empty.tsx'
import { Loaded } from '../loaded.tsx'
import { Page } from '../page.tsx'
import { useMay } from '../session.ts'
import { EditTerms } from './edit-terms.tsx'
import { ReferralList } from './referral-list.tsx'
import { SuspiciousReferrers } from './suspicious-referrers.tsx'
import { inForce, type Terms, TermsSentences } from './terms-sentences.tsx'

/** Who brought whom, what it is worth, and where it looks wrong. */
export function ReferralsPage() {
  const { t } = useTranslation('referrals')
  const terms = useCall(readReferralTerms, {})
  return (
    <Page title={t('title')}>
      <Stack>
        <Sentence>{t('sentence')}</Sentence>
        <Loaded reply={terms} shape="page">
          {({ items }) => (
            <>
              <TermsSection items={items} />
              <SuspiciousReferrers />
              <ReferralList />
            </>
          )}
        </Loaded>
      </Stack>
    </Page>
  )
}

function TermsSection({ items }: { items: readonly Terms[] }) {
  const { t } = useTranslation('referrals')
  const mayDefine = useMay()('rewards:define')
  const [isEditing, setEditing] = useState(false)
  const current = inForce(items)
  const planned = items.filter(({ validFrom }) => Date.parse(validFrom) > Date.now())
  if (isEditing) {
    return <EditTerms terms={planned[0] ?? current} onClose={() => setEditing(false)} />
  }
  const shown = [...(current ? [current] : []), ...planned]
  return (
    <Section
      heading={t('terms.heading')}
      aside={
        mayDefine &&
        shown.length > 0 && (
          <Button kind="word" onClick={() => setEditing(true)}>
            {t('terms.change')}
          </Button>
        )
      }
    >
      {shown.map((terms) => (
        <TermsSentences key={terms.validFrom} terms={terms} />
      ))}
      {shown.length === 0 && (
        <StateEmpty
          action={
            mayDefine && (
              <Button kind="main" onClick={() => setEditing(true)}>
                {t('noneAction')}
              </Button>
            )
          }
        >
          {t('none')}
        </StateEmpty>
      )}
    </Section>
  )
}
