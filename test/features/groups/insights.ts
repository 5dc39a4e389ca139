import { missing, type FeatureGroup } from '../feature.js';

const none = 'there are no figures over time; a repository has the chart of its last builds';

export const insights: FeatureGroup = {
  letter: 'Q',
  title: 'Insights',
  features: [
    missing('Q1', 'Builds and minutes are counted by day, week and month.', none),
    missing('Q2', 'Results, durations and waits are drawn over time.', none),
    missing(
      'Q3',
      'Who sees figures of private repositories is chosen.',
      'the preference is kept, but there are no figures yet',
    ),
    missing('Q4', 'The page of an owner has small charts.', none),
    missing('Q5', 'Minutes are listed by repository and person.', none),
  ],
};
