// Read by the canvas when it loads, so this module must be imported before it.
process.env['DISABLE_SYSTEM_FONTS_LOAD'] ??= '1';
