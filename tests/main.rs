mod mask;
