import { defineMessages } from '@xiezhi/engine/message'

export const revealMessages = defineMessages({
  'reveal.no-number': {
    zh: '这里没有可以显示的完整号码：不是个人号码，或者入库时没有封存。',
    en: 'There is no whole number to show here: it is no person’s number, or none was sealed when it came in.',
  },
  'reveal.damaged': {
    zh: '封存的号码打不开：密钥与封存时的不同，或者数据被改动。请告知管理员。',
    en: 'The sealed number can’t be opened: the keys differ from those it was sealed with, or it was changed. Tell your administrator.',
  },
  'reveal.used-up': {
    zh: '今天查看完整号码已达 {limit} 次的上限。请明天再查，或请管理员在“账号管理”页调整上限。',
    en: 'You have seen {limit} whole numbers today, which is the limit. Ask tomorrow, or have an administrator change the limit on the page of accounts.',
  },
})
