import { hideHandedOver } from '#web/app/handed-over.ts';

// Before anything else reads where the page is.
hideHandedOver();
