//! The three calls of the fictional funder and what is planted in their applications.

use super::applications::Kind::{
    self, CoInvestigator, Consortium, ExcludedReviewer, FormerlyInJapan, NameOnly, OldPaper, RecentPaper,
    SameInstitution,
};

/// One call of the fictional funder.
#[derive(Debug)]
pub(super) struct CallSpec {
    /// English title.
    pub(super) title: &'static str,
    /// Japanese title.
    pub(super) title_ja: &'static str,
    /// Programme.
    pub(super) programme: &'static str,
    /// Department in charge.
    pub(super) department: &'static str,
    /// Funding frame.
    pub(super) frame: &'static str,
    /// Round within the year.
    pub(super) round: i32,
    /// Letters in the application numbers.
    pub(super) code: &'static str,
    /// First application number.
    pub(super) first_number: usize,
    /// The applications.
    pub(super) applications: &'static [ApplicationSpec],
}

/// One application before people and texts are drawn.
#[derive(Debug)]
pub(super) struct ApplicationSpec {
    /// Key of the topic.
    pub(super) topic: &'static str,
    /// Title.
    pub(super) title: &'static str,
    /// Concepts the title is about.
    pub(super) core: [&'static str; 3],
    /// Conflicts to plant, each with another candidate.
    pub(super) planted: &'static [Kind],
}

const fn application(
    topic: &'static str,
    title: &'static str,
    core: [&'static str; 3],
    planted: &'static [Kind],
) -> ApplicationSpec {
    ApplicationSpec { topic, title, core, planted }
}

/// The three calls.
pub(super) const CALLS: [CallSpec; 3] = [
    CallSpec {
        title: "International Joint Research in Neurology and Neurodegeneration",
        title_ja: "神経疾患・神経変性に関する国際共同研究",
        programme: "Brain and Nerve Frontier Programme",
        department: "Department of Strategic Promotion",
        frame: "Frame A",
        round: 1,
        code: "NEU",
        first_number: 142,
        applications: NEUROLOGY,
    },
    CallSpec {
        title: "Next-Generation Cancer Immunotherapy from Bench to Bedside",
        title_ja: "次世代がん免疫療法の橋渡し研究",
        programme: "Cancer Immunity Translation Programme",
        department: "Department of Translational Research Promotion",
        frame: "Frame B",
        round: 1,
        code: "ONC",
        first_number: 311,
        applications: CANCER_IMMUNOTHERAPY,
    },
    CallSpec {
        title: "Emerging and Re-emerging Infectious Diseases: Global Partnerships",
        title_ja: "新興・再興感染症に関するグローバル連携研究",
        programme: "Infectious Disease Preparedness Programme",
        department: "国際連携推進部 (Department of International Partnerships)",
        frame: "Frame A",
        round: 2,
        code: "INF",
        first_number: 507,
        applications: INFECTIOUS_DISEASE,
    },
];

const NEUROLOGY: &[ApplicationSpec] = &[
    application(
        "als",
        "Splice-correcting antisense therapy for TDP-43 proteinopathy in sporadic ALS",
        ["stathmin-2 splicing", "cryptic exon inclusion", "antisense oligonucleotide dosing"],
        &[RecentPaper, Consortium],
    ),
    application(
        "tau",
        "A plasma-first pathway to tau staging before anti-amyloid treatment",
        ["plasma p-tau217", "Braak staging in vivo", "lecanemab eligibility"],
        &[NameOnly, ExcludedReviewer],
    ),
    application(
        "park",
        "Predicting graft function of dopaminergic progenitors in Parkinson's disease",
        ["dopaminergic progenitor grafts", "striatal reinnervation", "levodopa-induced dyskinesia"],
        &[OldPaper, SameInstitution],
    ),
    application(
        "epi",
        "Cycle-aware closed-loop thalamic stimulation for drug-resistant epilepsy",
        ["multidien seizure cycles", "thalamic stimulation targets", "responsive neurostimulation"],
        &[FormerlyInJapan],
    ),
    application(
        "stroke",
        "Breaking the no-reflow phenomenon after successful thrombectomy",
        ["no-reflow phenomenon", "futile recanalisation", "neutrophil extracellular traps"],
        &[CoInvestigator, RecentPaper],
    ),
    application(
        "ms",
        "Smouldering inflammation and remyelination in progressive multiple sclerosis",
        ["smouldering inflammation", "remyelination failure", "paramagnetic rim lesions"],
        &[RecentPaper, ExcludedReviewer],
    ),
    application(
        "pain",
        "Human nociceptor atlas for peripherally selective analgesics",
        ["Nav1.8 sodium channels", "dorsal root ganglion hyperexcitability", "nociceptor sex dimorphism"],
        &[Consortium],
    ),
    application(
        "als",
        "Motor neuron hyperexcitability as an early treatment window in familial ALS",
        ["motor neuron hyperexcitability", "SOD1 misfolding", "neurofilament light chain"],
        &[SameInstitution, NameOnly],
    ),
    application(
        "tau",
        "Synaptic density and cognitive resilience in tau-positive older adults",
        ["synaptic density loss", "cognitive resilience", "tau PET tracer retention"],
        &[OldPaper],
    ),
    application(
        "park",
        "Gut-to-brain spread of alpha-synuclein strains in prodromal parkinsonism",
        ["gut-to-brain propagation", "alpha-synuclein seeding", "prodromal parkinsonism"],
        &[],
    ),
];

const CANCER_IMMUNOTHERAPY: &[ApplicationSpec] = &[
    application(
        "cart",
        "Logic-gated CAR-T cells against heterogeneous gastric and pancreatic cancer",
        ["synNotch logic gating", "claudin 18.2 targeting", "antigen escape"],
        &[RecentPaper, OldPaper],
    ),
    application(
        "ici",
        "Overcoming acquired resistance to PD-1 blockade through LAG-3 and TIGIT",
        ["PD-1 blockade resistance", "LAG-3 co-inhibition", "TIGIT checkpoint"],
        &[NameOnly],
    ),
    application(
        "neo",
        "Cryptic antigens for individualised mRNA vaccination of low-mutation tumours",
        ["cryptic translation products", "individualised mRNA vaccination", "immunopeptidome depth"],
        &[Consortium, ExcludedReviewer],
    ),
    application(
        "tam",
        "Reprogramming SPP1-positive macrophages to open the pancreatic stroma",
        ["SPP1-positive myeloid cells", "cancer-associated fibroblast subsets", "tumour-associated macrophages"],
        &[SameInstitution],
    ),
    application(
        "ctdna",
        "Circulating tumour DNA as a guide for adjuvant immunotherapy",
        ["circulating tumour DNA", "ctDNA-guided adjuvant therapy", "minimal residual disease monitoring"],
        &[CoInvestigator],
    ),
    application(
        "cart",
        "Allogeneic TGF-beta resistant T cells for brain and pleural tumours",
        ["allogeneic off-the-shelf T cells", "TGF-β resistant T cells", "regional CAR-T delivery"],
        &[FormerlyInJapan],
    ),
    application(
        "ici",
        "Early recognition and prevention of immune-related myocarditis",
        ["immune-related myocarditis", "circulating Ki67 T cells", "checkpoint inhibitor colitis"],
        &[RecentPaper],
    ),
    application(
        "tam",
        "Tumour-draining lymph nodes as a reservoir of anti-tumour immunity",
        ["tumour-draining lymph nodes", "CXCL12-mediated T cell exclusion", "myeloid-derived suppressor cells"],
        &[],
    ),
];

const INFECTIOUS_DISEASE: &[ApplicationSpec] = &[
    application(
        "malaria",
        "A multi-stage malaria vaccine for seasonal transmission settings",
        ["circumsporozoite antibodies", "RH5 blood-stage immunity", "transmission-blocking Pfs230"],
        &[RecentPaper, FormerlyInJapan],
    ),
    application(
        "phage",
        "Phage and antibiotic combinations against carbapenem-resistant Klebsiella",
        ["phage-antibiotic synergy", "Klebsiella capsule receptors", "phage resistance trade-offs"],
        &[NameOnly, SameInstitution],
    ),
    application(
        "tb",
        "Host-directed shortening of treatment for cavitary tuberculosis",
        ["host-directed therapy for tuberculosis", "lung cavity formation", "matrix metalloproteinase inhibition"],
        &[CoInvestigator],
    ),
    application(
        "dengue",
        "Antibody quality and the prevention of severe dengue in children",
        ["antibody-dependent enhancement", "afucosylated IgG1", "plasma leakage prediction"],
        &[OldPaper, ExcludedReviewer],
    ),
    application(
        "flu",
        "Mucosal mosaic nanoparticles for broad protection against influenza",
        ["mosaic nanoparticle vaccines", "mucosal IgA responses", "haemagglutinin stem antibodies"],
        &[Consortium],
    ),
    application(
        "phage",
        "Evolution-guided phage cocktails for prosthetic joint infection",
        ["phage cocktail design", "prosthetic joint infection", "biofilm penetration"],
        &[],
    ),
];
