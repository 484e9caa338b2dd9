import { useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { listStores } from '#contract/endpoints/business.ts'
import { languages } from '#locales/language.ts'
import { useCall } from '../../client/index.ts'
import { KeyValues } from '../../design/key-values.tsx'
import { Halves } from '../../design/layout.tsx'
import { Section } from '../../design/section.tsx'
import { OwnSecondFactor } from '../access/own-second-factor.tsx'
import { OwnSessions } from '../access/own-sessions.tsx'
import { ChoiceField } from '../forms/choice-field.tsx'
import classes from '../forms/forms.module.css'
import { useLanguageChoice } from '../language-choice.ts'
import { useSession } from '../session.ts'
import { PasswordForm } from './password-form.tsx'
import { SectionHead } from './section-head.tsx'
import { useStoreWords } from './staff-table.tsx'

export function AccountSection() {
  const { t } = useTranslation('settings')
  return (
    <>
      <SectionHead name="account" />
      <div className={classes.part}>
        <Halves>
          <Section heading={t('account.person')}>
            <Person />
          </Section>
          <Section heading={t('account.device')}>
            <Device />
          </Section>
        </Halves>
      </div>
      <div className={classes.part}>
        <Section heading={t('account.password')} note={t('account.passwordNote')}>
          <PasswordForm />
        </Section>
      </div>
      <div className={classes.part}>
        <OwnSecondFactor />
      </div>
      <div className={classes.part}>
        <OwnSessions />
      </div>
    </>
  )
}

function Person() {
  const { t } = useTranslation('settings')
  const session = useSession()
  const stores = useCall(listStores, {}).data?.items ?? []
  const storesOf = useStoreWords(stores)
  const { name, email, role } = session
  return (
    <>
      <KeyValues
        lines={[
          { key: 'name', word: t('account.name'), value: <Anywhere>{name}</Anywhere> },
          { key: 'email', word: t('account.email'), value: <Anywhere>{email}</Anywhere> },
          { key: 'role', word: t('account.role'), value: t(`roles.${role}.name`) },
          { key: 'stores', word: t('account.stores'), value: storesOf(session) },
        ]}
      />
      <p className={`${classes.hint} ${classes.note}`}>{t(`roles.${role}.may`)}</p>
      {role !== 'owner' && <p className={classes.hint}>{t('account.personNote')}</p>}
    </>
  )
}

const Anywhere = ({ children }: { children: string }) => (
  <span className={classes.anywhere}>{children}</span>
)

const schemes = ['auto', 'light', 'dark'] as const

function Device() {
  const { t } = useTranslation(['settings', 'frame'])
  const [language, chooseLanguage] = useLanguageChoice()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <div className={classes.stack}>
      <ChoiceField
        label={t('account.language')}
        value={language}
        options={languages.map((value) => ({ value, word: t(`frame:language.${value}`) }))}
        onChange={chooseLanguage}
      />
      <ChoiceField
        label={t('account.scheme')}
        value={colorScheme}
        options={schemes.map((value) => ({ value, word: t(`frame:scheme.${value}`) }))}
        onChange={setColorScheme}
      />
    </div>
  )
}
