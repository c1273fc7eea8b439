import type { Language } from '../source-signals.ts';

export interface FlagSdk {
  readonly library: string;
  readonly languages: readonly Language[];
  /** The dependency, and mostly a part of what code imports. */
  readonly dependency: RegExp;
  /** One of these is in every file that asks for a flag. */
  readonly literals: readonly string[];
  /** How code asks for the value of a flag. */
  readonly asks: RegExp;
  /** It can be switched without a deployment. */
  readonly runtime: boolean;
  /** To ask it is to take part in an experiment. */
  readonly experiments?: true;
}

const openFeature =
  /\.\s*(?:get)?(?:[bB]oolean|[sS]tring|[nN]umber|[iI]nt(?:eger)?|[oO]bject|Float|Double)_?(?:Flag)?_?[vV]alue(?:_async|Async)?\s*\(|\.get_(?:boolean|string|integer|object)_value\s*\(|\buse(?:Boolean)?FlagValue\s*\(|\bfetch_boolean_value\b/;

/** Software development kits for feature flags, from the lists of their vendors. */
export const flagSdks: readonly FlagSdk[] = [
  {
    library: 'openfeature',
    languages: ['node'],
    dependency: /^@openfeature\/(?:server|web|react|nestjs|angular)-sdk$/,
    literals: ['openfeature'],
    asks: openFeature,
    runtime: true,
  },
  {
    library: 'openfeature',
    languages: ['jvm'],
    dependency: /^dev\.openfeature:sdk$/,
    literals: ['openfeature'],
    asks: openFeature,
    runtime: true,
  },
  {
    library: 'openfeature',
    languages: ['go'],
    dependency: /^github\.com\/open-feature\/go-sdk$/,
    literals: ['open-feature/go-sdk'],
    asks: openFeature,
    runtime: true,
  },
  {
    library: 'openfeature',
    languages: ['python'],
    dependency: /^openfeature-sdk$/,
    literals: ['openfeature'],
    asks: openFeature,
    runtime: true,
  },
  {
    library: 'openfeature',
    languages: ['dotnet'],
    dependency: /^OpenFeature$/,
    literals: ['OpenFeature'],
    asks: openFeature,
    runtime: true,
  },
  {
    library: 'launchdarkly',
    languages: ['node', 'go', 'jvm', 'python', 'dotnet', 'ruby'],
    dependency: /launchdarkly|^ldclient-py$/i,
    literals: ['launchdarkly', 'LaunchDarkly', 'launchDarkly', 'ldclient', 'ldClient', 'LDClient', 'ld_client'],
    asks: /\.\s*(?:variation|variation_detail|(?:bool|string|int|json|Bool|String|Int|JSON)Variation(?:Detail)?)\s*\(|\buse(?:Flags|LDClient)\s*\(/,
    runtime: true,
  },
  {
    library: 'unleash',
    languages: ['node', 'go', 'jvm', 'python', 'dotnet', 'ruby', 'rust', 'php'],
    dependency: /unleash/i,
    literals: ['nleash'],
    asks: /\b\w*[uU]nleash\w*\s*(?:\.|->|\)\s*\.)\s*(?:isEnabled|is_enabled|IsEnabled|is_enabled\?|getVariant|get_variant|GetVariant)\s*\(?|\buseFlag\s*\(|\bunleash\.IsEnabled\s*\(/,
    runtime: true,
  },
  {
    library: 'flagsmith',
    languages: ['node', 'jvm', 'python', 'go', 'dotnet', 'ruby'],
    dependency: /flagsmith/i,
    literals: ['lagsmith'],
    asks: /\.\s*(?:hasFeature|has_feature|isFeatureEnabled|is_feature_enabled|IsFeatureEnabled|getValue|get_feature_value)\s*\(/,
    runtime: true,
  },
  {
    library: 'split',
    languages: ['node', 'jvm', 'python', 'go', 'ruby', 'dotnet'],
    dependency: /splitsoftware|^io\.split\.client|^splitio/i,
    literals: ['reatment'],
    asks: /\.\s*(?:getTreatment(?:s|WithConfig)?|get_treatment|GetTreatment|Treatment)\s*\(/,
    runtime: true,
  },
  {
    library: 'growthbook',
    languages: ['node', 'python', 'go', 'ruby', 'php'],
    dependency: /growthbook/i,
    literals: ['growthbook', 'growthBook', 'GrowthBook', 'growth_book'],
    asks: /\.\s*(?:isOn|is_on|IsOn|getFeatureValue|get_feature_value|evalFeature)\s*\(|\buseFeature(?:IsOn|Value)?\s*\(/,
    runtime: true,
  },
  {
    library: 'flipt',
    languages: ['node', 'go', 'python', 'jvm', 'rust'],
    dependency: /flipt/i,
    literals: ['flipt', 'Flipt'],
    asks: /\.\s*(?:evaluateBoolean|evaluateVariant|evaluate_boolean|EvaluateBoolean)\s*\(|\.evaluation\(\)\.(?:boolean|variant)\s*\(/,
    runtime: true,
  },
  {
    library: 'configcat',
    languages: ['node', 'jvm', 'python', 'go', 'dotnet', 'ruby'],
    dependency: /configcat/i,
    literals: ['configcat', 'configCat', 'ConfigCat'],
    asks: /\.\s*(?:getValue(?:Async)?|get_value|GetValueAsync|GetBoolValue)\s*\(/,
    runtime: true,
  },
  {
    library: 'statsig',
    languages: ['node', 'python', 'go', 'jvm', 'ruby'],
    dependency: /statsig/i,
    literals: ['tatsig'],
    asks: /\.\s*(?:checkGate|check_gate|CheckGate|getExperiment|get_experiment)\s*\(|\buseGate(?:Value)?\s*\(/,
    runtime: true,
  },
  {
    library: 'optimizely',
    languages: ['node', 'python', 'go', 'jvm', 'ruby'],
    dependency: /optimizely/i,
    literals: ['ptimizely'],
    asks: /\.\s*(?:isFeatureEnabled|is_feature_enabled|decide|Decide)\s*\(|\buseDecision\s*\(/,
    runtime: true,
    experiments: true,
  },
  {
    library: 'eppo',
    languages: ['node', 'python', 'go', 'jvm'],
    dependency: /^@eppo\/|^eppo-|eppo/i,
    literals: ['eppo', 'Eppo', 'Assignment('],
    asks: /\.\s*(?:getBooleanAssignment|getStringAssignment|get_boolean_assignment|get_string_assignment)\s*\(/,
    runtime: true,
    experiments: true,
  },
  {
    library: 'devcycle',
    languages: ['node', 'python', 'go', 'jvm'],
    dependency: /devcycle/i,
    literals: ['evcycle'],
    asks: /\.\s*(?:variableValue|variable_value|VariableValue)\s*\(|\buseVariableValue\s*\(/,
    runtime: true,
  },
  {
    library: 'posthog',
    languages: ['node', 'python', 'ruby', 'go'],
    dependency: /posthog/i,
    literals: ['posthog'],
    asks: /\.\s*(?:isFeatureEnabled|getFeatureFlag|feature_enabled|get_feature_flag)\s*\(|\buseFeatureFlag(?:Enabled)?\s*\(/,
    runtime: true,
  },
  {
    library: 'feature-management',
    languages: ['dotnet'],
    dependency: /^Microsoft\.FeatureManagement/,
    literals: ['FeatureManage'],
    asks: /\.\s*IsEnabledAsync\s*\(|\[FeatureGate\s*\(/,
    runtime: true,
  },
  {
    library: 'flipper',
    languages: ['ruby'],
    dependency: /^flipper$/,
    literals: ['Flipper'],
    asks: /\bFlipper\.enabled\?\s*\(?|\bFlipper\[/,
    runtime: true,
  },
  {
    library: 'waffle',
    languages: ['python'],
    dependency: /^django-waffle$/,
    literals: ['waffle'],
    asks: /\b(?:flag|switch)_is_active\s*\(|@waffle_(?:flag|switch)\b/,
    runtime: true,
  },
  {
    library: 'django-flags',
    languages: ['python'],
    dependency: /^django-flags$/,
    literals: ['flags.state'],
    asks: /\bflag_(?:enabled|disabled|state)\s*\(/,
    runtime: true,
  },
  {
    library: 'pennant',
    languages: ['php'],
    dependency: /^laravel\/pennant$/,
    literals: ['Pennant'],
    asks: /\bFeature::(?:for\([^)]{0,80}\)->)?(?:active|value|when)\s*\(/,
    runtime: true,
  },
  { library: 'togglz', languages: ['jvm'], dependency: /^org\.togglz:/, literals: ['ogglz'], asks: /\.\s*isActive\s*\(/, runtime: true },
  { library: 'ff4j', languages: ['jvm'], dependency: /^org\.ff4j:/, literals: ['ff4j'], asks: /\bff4j\.check\s*\(/i, runtime: true },
  {
    library: 'go-feature-flag',
    languages: ['go'],
    dependency: /go-feature-flag/,
    literals: ['go-feature-flag'],
    asks: /\bffclient\.\w+Variation\s*\(/,
    runtime: true,
  },
];
