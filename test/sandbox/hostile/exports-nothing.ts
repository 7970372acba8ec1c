console.log('no exports');
