"""The questions that a new framework asks in its progress reports; each programme may change its own."""

QUESTIONS = (
    {
        "text_ro": "Ce ați realizat în această perioadă și pentru cine?",
        "text_ru": "Что вы сделали за этот период и для кого?",
        "text_en": "What did you achieve in this period, and for whom?",
        "is_required": True,
    },
    {
        "text_ro": "Ce s-a abătut de la plan și de ce?",
        "text_ru": "Что пошло не по плану и почему?",
        "text_en": "What departed from the plan, and why?",
        "is_required": True,
    },
    {
        "text_ro": "Cum lucrați cu autoritatea locală și cine va continua serviciul după grant?",
        "text_ru": "Как вы работаете с местной властью и кто продолжит услугу после гранта?",
        "text_en": "How do you work with the local authority, and who will carry the service on after the grant?",
        "is_required": True,
    },
    {
        "text_ro": "Ce urmează în perioada următoare?",
        "text_ru": "Что будет сделано в следующем периоде?",
        "text_en": "What comes in the next period?",
        "is_required": False,
    },
)
