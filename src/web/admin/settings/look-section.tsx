import { useTranslation } from 'react-i18next'
import { readBusiness } from '#contract/endpoints/business.ts'
import { useCall } from '../../client/index.ts'
import { Section } from '../../design/section.tsx'
import classes from '../forms/forms.module.css'
import { Loaded } from '../loaded.tsx'
import { HueForm } from './hue-form.tsx'
import { LogoField } from './logo-field.tsx'
import { SectionHead } from './section-head.tsx'

export function LookSection() {
  const { t } = useTranslation('settings')
  const business = useCall(readBusiness, {})
  return (
    <>
      <SectionHead name="look" />
      <Loaded reply={business} shape="rows">
        {(known) => (
          <>
            <div className={classes.part}>
              <Section heading={t('look.logo')} note={t('look.logoNote')}>
                <LogoField business={known} />
              </Section>
            </div>
            <div className={classes.part}>
              <Section heading={t('look.color')} note={t('look.colorNote')}>
                <HueForm known={known} />
              </Section>
            </div>
          </>
        )}
      </Loaded>
    </>
  )
}
