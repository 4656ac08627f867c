//! The words that the language check looks for. Data: add a line, and it is looked for.
//!
//! In the spirit of public advice on language, none of it copied: reportingonsuicide.org (suicide);
//! NIDA, “Words Matter”, and the Addictionary of the Recovery Research Institute (substance use);
//! the style guide of the National Center on Disability and Journalism (disability, mental
//! health); NAMI's advice on language.

/// Words that weigh on the people they are about.
#[derive(Debug)]
pub struct Phrase {
    /// The words, in lower case and without punctuation; one that ends in `*` stands for all that
    /// begin so.
    pub words: &'static str,
    /// Longer phrases in which the words are meant otherwise.
    pub except: &'static [&'static str],
    /// What the words do.
    pub why: &'static str,
    /// What to write in their place.
    pub better: &'static str,
}

const CRIME: &str = "makes a crime of it";
const RANKS: &str = "speaks of a death as something to achieve";
const METHOD: &str = "tells a method, which can put a reader at risk";
const IS: &str = "makes the person one with the condition";
const BLAME: &str = "blames the person";
const SLUR: &str = "is a slur";
const DIRT: &str = "says that people who use are dirty";
const PITY: &str = "asks for pity";
const STAFF: &str = "judges the person from the staff's side of the desk";
const PRISON: &str = "makes the person one with what they did or where they were";

const fn say(words: &'static str, why: &'static str, better: &'static str) -> Phrase {
    Phrase {
        words,
        except: &[],
        why,
        better,
    }
}

const fn but(
    words: &'static str,
    except: &'static [&'static str],
    why: &'static str,
    better: &'static str,
) -> Phrase {
    Phrase {
        words,
        except,
        why,
        better,
    }
}

/// All of them.
pub const PHRASES: &[Phrase] = &[
    // Suicide
    say("commit suicide", CRIME, "die by suicide"),
    say("commits suicide", CRIME, "dies by suicide"),
    say("committed suicide", CRIME, "died by suicide"),
    say("committing suicide", CRIME, "suicide, or dying by suicide"),
    say("completed suicide", RANKS, "died by suicide"),
    say("successful suicide", RANKS, "died by suicide"),
    say("successful attempt", RANKS, "died by suicide"),
    say("successfully attempted", RANKS, "died by suicide"),
    say("failed suicide", RANKS, "attempted suicide"),
    say("failed attempt", RANKS, "attempted suicide"),
    say("unsuccessful suicide", RANKS, "attempted suicide"),
    say("unsuccessful attempt", RANKS, "attempted suicide"),
    say(
        "suicide gesture*",
        "makes light of it",
        "attempted suicide, or hurt themself",
    ),
    say(
        "suicidal gesture*",
        "makes light of it",
        "attempted suicide, or hurt themself",
    ),
    say(
        "cry for help",
        "makes light of it",
        "what the person said or did",
    ),
    say(
        "suicide epidemic",
        "makes it sound bound to happen",
        "more people have died by suicide",
    ),
    say("suicide victim*", PITY, "person who died by suicide"),
    say("hanged himself", METHOD, "died by suicide"),
    say("hanged herself", METHOD, "died by suicide"),
    say("hung himself", METHOD, "died by suicide"),
    say("hung herself", METHOD, "died by suicide"),
    say("shot himself", METHOD, "died by suicide"),
    say("shot herself", METHOD, "died by suicide"),
    say(
        "slit his wrist*",
        METHOD,
        "attempted suicide, or hurt himself",
    ),
    say(
        "slit her wrist*",
        METHOD,
        "attempted suicide, or hurt herself",
    ),
    // Substance use
    but(
        "substance abuse",
        &["substance abuse and mental health services"],
        BLAME,
        "substance use",
    ),
    say("drug abuse", BLAME, "drug use"),
    say("alcohol abuse", BLAME, "alcohol use"),
    say(
        "substance abuser*",
        IS,
        "person with a substance use disorder",
    ),
    say("drug abuser*", IS, "person who uses drugs"),
    say("abuses drugs", BLAME, "uses drugs"),
    say("abused drugs", BLAME, "used drugs"),
    say(
        "abuses alcohol",
        BLAME,
        "drinks, or has an alcohol use disorder",
    ),
    say(
        "abused alcohol",
        BLAME,
        "drank, or had an alcohol use disorder",
    ),
    say("addict", IS, "person with a substance use disorder"),
    say("addicts", IS, "people with a substance use disorder"),
    say("junkie*", SLUR, "person who uses drugs"),
    say("druggie*", SLUR, "person who uses drugs"),
    say("crackhead*", SLUR, "person who uses drugs"),
    say("drunkard*", SLUR, "person who drinks"),
    but(
        "alcoholic",
        &[
            "alcoholic drink",
            "alcoholic drinks",
            "non alcoholic",
            "alcoholic beverage",
            "alcoholic beverages",
        ],
        IS,
        "person with an alcohol use disorder",
    ),
    but(
        "alcoholics",
        &["alcoholics anonymous"],
        IS,
        "people with an alcohol use disorder",
    ),
    say("drug user*", IS, "person who uses drugs"),
    say(
        "drug habit",
        "makes a choice of an illness",
        "substance use disorder, or drug use",
    ),
    say("clean and sober", DIRT, "in recovery, or not using"),
    say("stay clean", DIRT, "keep from using"),
    say("stays clean", DIRT, "keeps from using"),
    say("stayed clean", DIRT, "kept from using"),
    say("staying clean", DIRT, "keeping from using"),
    say("get clean", DIRT, "stop using"),
    say("getting clean", DIRT, "stopping"),
    say("got clean", DIRT, "stopped using"),
    say("been clean", DIRT, "not used, or been in recovery"),
    say("clean urine", DIRT, "tested negative"),
    say("clean test", DIRT, "tested negative"),
    say("tested clean", DIRT, "tested negative"),
    say("dirty urine", DIRT, "tested positive"),
    say("dirty test", DIRT, "tested positive"),
    say("dirty drug", DIRT, "tested positive"),
    say("tested dirty", DIRT, "tested positive"),
    but(
        "relapse",
        &["relapse prevention"],
        BLAME,
        "return to use, or a hard stretch",
    ),
    say("relapses", BLAME, "returns to use, or hard stretches"),
    say("relapsed", BLAME, "returned to use, or became unwell again"),
    say("relapsing", BLAME, "returning to use"),
    say("fell off the wagon", BLAME, "returned to use"),
    say("born addicted", IS, "born with signs of withdrawal"),
    say("addicted bab*", IS, "baby with signs of withdrawal"),
    say("crack bab*", SLUR, "baby exposed to drugs"),
    // Mental health and disability
    say("suffer from", PITY, "live with"),
    say("suffers from", PITY, "lives with"),
    say("suffered from", PITY, "lived with"),
    say("suffering from", PITY, "living with"),
    say("afflicted", PITY, "living with"),
    say("stricken with", PITY, "living with"),
    say(
        "the mentally ill",
        IS,
        "people with a mental health condition",
    ),
    say("mentally ill", IS, "person with a mental health condition"),
    say("schizophrenic*", IS, "person with schizophrenia"),
    say("a bipolar", IS, "person with bipolar disorder"),
    say("is bipolar", IS, "lives with bipolar disorder"),
    say("he's bipolar", IS, "lives with bipolar disorder"),
    say("she's bipolar", IS, "lives with bipolar disorder"),
    but(
        "a borderline",
        &["a borderline personality"],
        IS,
        "person with borderline personality disorder",
    ),
    say(
        "borderlines",
        IS,
        "people with borderline personality disorder",
    ),
    say("anorexic*", IS, "person with anorexia"),
    say("bulimic*", IS, "person with bulimia"),
    say(
        "psychotic",
        IS,
        "hearing or seeing things that others don't, or having psychosis",
    ),
    say("psychotics", IS, "people with psychosis"),
    say("psycho", SLUR, "nothing, or what the person did"),
    say("lunatic*", SLUR, "nothing, or what the person did"),
    say("maniac*", SLUR, "nothing, or what the person did"),
    say("insane", SLUR, "hard to believe, or what the person did"),
    say(
        "crazy",
        "makes light of mental illness",
        "wild, odd or hard to believe",
    ),
    say("nutcase*", SLUR, "nothing, or what the person did"),
    say("retarded", SLUR, "with an intellectual disability"),
    say("handicapped", PITY, "disabled, or with a disability"),
    say("wheelchair bound", PITY, "who uses a wheelchair"),
    say("confined to a wheelchair", PITY, "who uses a wheelchair"),
    say("high functioning", STAFF, "what the person does"),
    say("low functioning", STAFF, "what the person needs help with"),
    // What staff say
    say("non compliant", STAFF, "declined, or chose not to"),
    say("noncompliant", STAFF, "declined, or chose not to"),
    say("non compliance", STAFF, "choosing not to"),
    say("noncompliance", STAFF, "choosing not to"),
    say("non adherent", STAFF, "declined, or chose not to"),
    say("refuse", STAFF, "decline"),
    say("refuses", STAFF, "declines"),
    say("refused", STAFF, "declined"),
    say("refusing", STAFF, "declining"),
    say("refusal", STAFF, "decision, or no"),
    say(
        "treatment resistant",
        STAFF,
        "not helped by treatment so far",
    ),
    say("resistant to treatment", STAFF, "unsure about treatment"),
    say("in denial", STAFF, "sees it otherwise"),
    say("unmotivated", STAFF, "not interested in this, or not now"),
    say("manipulative", STAFF, "trying to get what they need"),
    say("attention seeking", STAFF, "looking for someone to listen"),
    say("drug seeking", STAFF, "asking for relief"),
    say("frequent flyer*", STAFF, "person who comes often"),
    // Housing, prison, work
    but(
        "the homeless",
        &[
            "the homeless shelter",
            "the homeless outreach",
            "the homeless services",
            "the homeless team",
            "the homeless program",
        ],
        IS,
        "people without housing",
    ),
    say("homeless man", IS, "man without housing"),
    say("homeless woman", IS, "woman without housing"),
    say("homeless people", IS, "people without housing"),
    say("homeless person", IS, "person without housing"),
    say("hobo*", SLUR, "person without housing"),
    say("ex con", PRISON, "person who was in prison"),
    say("ex cons", PRISON, "people who were in prison"),
    say("ex convict*", PRISON, "person who was in prison"),
    say("felon", PRISON, "person with a conviction"),
    say("felons", PRISON, "people with a conviction"),
    say("inmate*", PRISON, "person in prison or jail"),
    say("offender*", PRISON, "person with a conviction"),
    say("prostitute*", SLUR, "person who does sex work"),
];
