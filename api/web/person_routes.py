"""The addresses about persons: contacts, rights, retention, the register."""

from api.web import conservation, contacts, effacer, entry_contacts, personnes, registre

PERSONS = [
    contacts.see,
    contacts.new,
    contacts.record,
    contacts.notice,
    contacts.correct,
    contacts.put_right,
    contacts.leave,
    entry_contacts.ask,
    entry_contacts.name,
    personnes.show,
    personnes.find,
    personnes.one,
    personnes.as_json,
    personnes.as_page,
    personnes.sign,
    personnes.hold,
    personnes.lift,
    personnes.answer,
    effacer.preview,
    effacer.erase,
    effacer.attest,
    conservation.show,
    conservation.message,
    conservation.told,
    registre.show,
]
